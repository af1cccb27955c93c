using System.Text.RegularExpressions;
using Xunit;

namespace Zzz.Tests;

public sealed partial class ReadmeTests
{
    [Fact]
    public void The_example_is_the_echo_sample_but_for_its_page()
    {
        string sample = PageLine().Replace(Read("samples/Echo/Program.cs"), "");
        Assert.Equal(sample, Examples()[0]);
    }

    [Fact]
    public void The_channel_is_that_of_the_chat_sample_and_its_route()
    {
        const string Using = "using Zzz;\n\n";
        string program = Read("samples/Chat/Program.cs");
        string route = program[program.IndexOf("[ChannelRoute", StringComparison.Ordinal)..];
        Assert.Equal(Read("samples/Chat/RoomChannel.cs").Replace(Using, $"{Using}{route}\n"), Examples()[1]);
    }

    private static string[] Examples() => [.. Example().Matches(Read("README.md")).Select(match => match.Groups[1].Value)];

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^.*Page\..*\n", RegexOptions.Multiline)]
    private static partial Regex PageLine();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
