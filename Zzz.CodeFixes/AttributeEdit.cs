using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace Zzz.CodeFixes;

/// <summary>Adds an attribute with one text argument, such as <c>[On("new_message")]</c>.</summary>
internal static class AttributeEdit
{
    public static void AddAttribute(this DocumentEditor editor, SyntaxNode to, string attribute, string argument)
    {
        SyntaxGenerator generator = editor.Generator;
        INamedTypeSymbol type = editor.SemanticModel.Compilation.GetTypeByMetadataName(attribute)!;
        editor.AddAttribute(to, generator.Attribute(
            generator.TypeExpression(type), [generator.AttributeArgument(generator.LiteralExpression(argument))]));
    }
}
