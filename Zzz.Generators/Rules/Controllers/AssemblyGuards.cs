using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>Caches the guards that are on an assembly and its modules, because they are needed for each class in it.</summary>
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
