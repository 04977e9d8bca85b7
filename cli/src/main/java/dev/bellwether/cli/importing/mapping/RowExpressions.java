package dev.bellwether.cli.importing.mapping;

import dev.bellwether.mapping.BrokenDefinition;
import dev.bellwether.mapping.Expression;
import dev.bellwether.mapping.ExpressionCompiler;
import dev.bellwether.mapping.NumberStyle;
import dev.bellwether.mapping.YamlText;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.LinkedHashSet;
import java.util.Set;

/// Compiles a mapping's expressions: CEL over `row` (column to text) and `lookup(name, key)`.
final class RowExpressions {

    private static final CelType ROW = MapType.create(SimpleType.STRING, SimpleType.STRING);

    private final ExpressionCompiler compiler;
    private final Lookups lookups;

    /// A function has been given a text that it cannot read.
    static final class NotRead extends RuntimeException {
        NotRead(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /// @param style in which `number` reads
    RowExpressions(Lookups lookups, NumberStyle style) {
        this.lookups = lookups;
        this.compiler = new ExpressionCompiler(cel -> cel
                .addVar("row", ROW)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration("lookup",
                        CelOverloadDecl.newGlobalOverload("lookup_string_string", ROW, SimpleType.STRING, SimpleType.STRING)))
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration("number",
                        CelOverloadDecl.newGlobalOverload("number_string", SimpleType.DOUBLE, SimpleType.STRING)))
                .addFunctionBindings(CelFunctionBinding.fromOverloads("number",
                        CelFunctionBinding.from("number_string", String.class, text -> number(style, text))))
                .addFunctionBindings(CelFunctionBinding.fromOverloads("lookup",
                        CelFunctionBinding.from("lookup_string_string", String.class, String.class, lookups::find))));
    }

    private static double number(NumberStyle style, String text) {
        try {
            return style.number(text).doubleValue();
        } catch (IllegalArgumentException wrong) {
            throw new NotRead(wrong);
        }
    }

    /// Of text, a condition, or any other type that is wanted.
    RowExpression compile(YamlText text) {
        return over(compiler.compile(text));
    }

    RowExpression condition(YamlText text) {
        return over(compiler.condition(text));
    }

    private RowExpression over(Expression expression) {
        return new RowExpression(expression, columns(expression), readsWholeRow(expression));
    }

    private Set<String> columns(Expression read) {
        Set<String> columns = new LinkedHashSet<>();
        CelNavigableAst.fromAst(read.tree()).getRoot().allNodes().map(node -> node.expr()).forEach(expression -> {
            switch (expression.getKind()) {
                case SELECT -> {
                    if (isRow(expression.select().operand())) {
                        columns.add(expression.select().field());
                    }
                }
                case CALL -> {
                    CelExpr.CelCall call = expression.call();
                    if (call.function().equals("_[_]") && isRow(call.args().getFirst()) && isText(call.args().getLast())) {
                        columns.add(call.args().getLast().constant().stringValue());
                    }
                    if (call.function().equals("lookup") && isText(call.args().getFirst())
                            && !lookups.has(call.args().getFirst().constant().stringValue())) {
                        throw new BrokenDefinition(read.place(), "there is no lookup '"
                                + call.args().getFirst().constant().stringValue() + "' in this mapping");
                    }
                }
                default -> {}
            }
        });
        return columns;
    }

    /// Whether `row` stands anywhere but before the name of a column.
    private static boolean readsWholeRow(Expression read) {
        return CelNavigableAst.fromAst(read.tree()).getRoot().allNodes().filter(node -> isRow(node.expr()))
                .anyMatch(node -> node.parent().map(parent -> switch (parent.expr().getKind()) {
                    case SELECT -> false;
                    case CALL -> !parent.expr().call().function().equals("_[_]");
                    default -> true;
                }).orElse(true));
    }

    private static boolean isRow(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT && expression.ident().name().equals("row");
    }

    private static boolean isText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
