using System.Reflection;
using Xunit;
using Zzz.Tests.Generators;

namespace Zzz.Tests.Testing;

/// <summary>Checks that the tests in the guide pass. Most of them run the <c>Program.cs</c> at the start of the guide.</summary>
public class TestingGuideTests
{
    private const string Page = "testing.md";

    public static TheoryData<int> Examples
    {
        get
        {
            string[] examples = Guide.ExamplesIn(Page);
            return [.. Enumerable.Range(0, examples.Length).Where(i => Guide.IsTest(examples[i]))];
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_tests_of_an_example_pass(int number)
    {
        MethodInfo[] tests = [.. Load(number).GetTypes().SelectMany(type => type.GetMethods()).Where(IsFact)];
        Assert.NotEmpty(tests);
        foreach (MethodInfo test in tests) await RunAsync(test);
    }

    private static bool IsFact(MethodInfo method) => method.GetCustomAttribute<FactAttribute>() is not null;

    private static Task RunAsync(MethodInfo test)
    {
        object fixture = Activator.CreateInstance(test.DeclaringType!)!;
        return test.Invoke(fixture, BindingFlags.DoNotWrapExceptions, null, [], null) as Task ?? Task.CompletedTask;
    }

    private static Assembly Load(int number)
    {
        using var image = new MemoryStream();
        Assert.True(GeneratorRun.Over(Guide.SourcesOf(Page, number)).Output.Emit(image).Success);
        return Assembly.Load(image.ToArray());
    }
}
