using Microsoft.CodeAnalysis;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Writes attributes as expressions that create them, for the metadata of an endpoint, a channel or an event.</summary>
internal static class MetadataExpression
{
    public static EquatableArray<string> Of(MarkedClass marked) => AttributeSearch.MetadataOf(marked).Select(New).ToEquatableArray();

    public static EquatableArray<string> Of(Callback handler, MarkedClass marked) =>
        AttributeSearch.MetadataOf(handler.Method, marked).Select(New).ToEquatableArray();

    private static string New(AttributeData attribute)
    {
        string arguments = string.Join(", ", Arguments(attribute));
        string[] properties = [.. attribute.NamedArguments.Select(argument => $"{argument.Key.Escaped()} = {Literal.Of(argument.Value)}")];
        string initializer = properties.Length == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        return $"new {attribute.AttributeClass!.FullName()}({arguments}){initializer}";
    }

    private static IEnumerable<string> Arguments(AttributeData attribute)
    {
        bool endsWithParams = attribute.AttributeConstructor!.Parameters is [.., { IsParams: true }];
        TypedConstant[] arguments = [.. attribute.ConstructorArguments];
        return endsWithParams && arguments[arguments.Length - 1] is { IsNull: false, Values: [_, _, ..] or [] } several
            ? arguments.Take(arguments.Length - 1).Concat(several.Values).Select(Literal.Of)
            : arguments.Select(Literal.Of);
    }
}
