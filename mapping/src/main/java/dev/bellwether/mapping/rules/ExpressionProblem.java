package dev.bellwether.mapping.rules;

/// What is wrong with an expression, and where.
///
/// @param line   from 1
/// @param column from 1
public record ExpressionProblem(int line, int column, String message) {}
