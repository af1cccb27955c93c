using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>Keeps the guards that stand on an assembly and its modules, because each class of it is asked about them.</summary>
internal static class AssemblyGuards
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, StrongBox<ImmutableArray<AttributeData>>> Found = new();

    public static ImmutableArray<AttributeData> Of(IAssemblySymbol assembly) => Found.GetValue(assembly, FindIn).Value;

    private static StrongBox<ImmutableArray<AttributeData>> FindIn(IAssemblySymbol assembly)
    {
        IEnumerable<AttributeData> written = assembly.GetAttributes().Concat(assembly.Modules.SelectMany(module => module.GetAttributes()));
        return new StrongBox<ImmutableArray<AttributeData>>([.. written.Where(attribute => attribute.GuardOf() != Guard.None)]);
    }
}
