using System.Reflection;
using Microsoft.CodeAnalysis.Emit;
using Xunit;
using Zzz.Tests.Generators;

namespace Zzz.Tests.Cluster;

/// <summary>Runs the conformance cases on the backplane that the page on backplanes shows.</summary>
public sealed class BackplanesPageTests
{
    private static readonly Lazy<Assembly> Page = new(() =>
    {
        using var file = new MemoryStream();
        EmitResult result = GeneratorRun.Over(Guide.SourcesOf("backplanes.md", 0)).Output.Emit(file);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(file.ToArray());
    });

    private readonly object _broker = Activator.CreateInstance(Page.Value.GetType("Broker")!)!;

    public static TheoryData<string> Names => [.. BackplaneConformance.Cases(log: false, interrupts: false).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_example_passes(string name) =>
        BackplaneConformance.Cases().Single(one => one.Name == name).RunAsync(new BackplaneUnderTest(() => new(NewNode())));

    private IBackplane NewNode() => (IBackplane)Activator.CreateInstance(Page.Value.GetType("MyBackplane")!, _broker)!;
}
