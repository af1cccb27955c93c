using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Zzz.Generators;

namespace Zzz.Tests.Generators;

public class KnownTypesTests
{
    private static readonly CSharpCompilation Project = UserProject.Of();

    public static TheoryData<string> Names => [.. typeof(KnownTypes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(name => (string)name.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_name_is_that_of_a_type(string name) => Assert.NotNull(Project.GetTypeByMetadataName(name));
}
