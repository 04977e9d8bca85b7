package dev.bellwether.local.importing.mapping;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import java.util.LinkedHashSet;
import java.util.Set;

/// Compiles a mapping's expressions: CEL over `row` (column to text) and `lookup(name, key)`.
final class ExpressionCompiler {

    private static final CelType ROW = MapType.create(SimpleType.STRING, SimpleType.STRING);

    private final Cel cel;
    private final Lookups lookups;

    ExpressionCompiler(Lookups lookups) {
        this.lookups = lookups;
        CelOptions options = CelOptions.current().populateMacroCalls(true).enableHeterogeneousNumericComparisons(true).build();
        this.cel = CelFactory.plannerCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings(), CelExtensions.math())
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.math())
                .addVar("row", ROW)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration("lookup",
                        CelOverloadDecl.newGlobalOverload("lookup_string_string", ROW, SimpleType.STRING, SimpleType.STRING)))
                .addFunctionBindings(CelFunctionBinding.fromOverloads("lookup",
                        CelFunctionBinding.from("lookup_string_string", String.class, String.class, lookups::find)))
                .build();
    }

    /// Of text, a condition, or any other type that is wanted.
    Expression compile(MappingText text) {
        try {
            CelAbstractSyntaxTree tree = cel.compile(text.value()).getAst();
            return new Expression(cel.createProgram(tree), tree.getResultType(), columns(tree, text), text.place());
        } catch (CelValidationException failure) {
            CelIssue issue = failure.getErrors().getFirst();
            throw new BrokenMapping(text.placeOf(issue.getSourceLocation()), issue.getMessage());
        } catch (CelEvaluationException failure) {
            throw new BrokenMapping(text.place(), failure.getMessage());
        }
    }

    Expression condition(MappingText text) {
        Expression expression = compile(text);
        if (!expression.type().equals(SimpleType.BOOL) && !expression.type().equals(SimpleType.DYN)) {
            throw new BrokenMapping(text.place(), "a condition has to be true or false, and this is a " + expression.type().name());
        }
        return expression;
    }

    private Set<String> columns(CelAbstractSyntaxTree tree, MappingText text) {
        Set<String> columns = new LinkedHashSet<>();
        CelNavigableAst.fromAst(tree).getRoot().allNodes().map(node -> node.expr()).forEach(expression -> {
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
                        throw new BrokenMapping(text.place(), "there is no lookup '"
                                + call.args().getFirst().constant().stringValue() + "' in this mapping");
                    }
                }
                default -> { }
            }
        });
        return columns;
    }

    private static boolean isRow(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT && expression.ident().name().equals("row");
    }

    private static boolean isText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
