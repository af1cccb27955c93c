using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DiffPlex.Renderer;
using Xunit;

namespace Zzz.Tests.Generators;

/// <summary>
/// Compares generated files with those next to the test, <c>Class.Method#Hint.verified.cs</c>. Files that differ are written to <c>….received.cs</c>:
/// to accept one, rename it.
/// </summary>
internal static partial class Snapshot
{
    public static void Matches(object test, IReadOnlyDictionary<string, string> files, [CallerMemberName] string method = "")
    {
        string[] folders = test.GetType().Namespace!["Zzz.Tests.".Length..].Split('.');
        string folder = Path.Combine([Repository.Root, "Zzz.Tests", .. folders]);
        string name = $"{test.GetType().Name}.{method}#";

        Dictionary<string, string> received = files.ToDictionary(
            file => Path.Combine(folder, name + Path.GetFileNameWithoutExtension(file.Key)),
            file => WithoutVersion(file.Value));

        Assert.NotEmpty(received);
        Assert.All(received, file => Compare(file.Key, file.Value));
        Assert.Empty(Directory.GetFiles(folder, $"{name}*.verified.cs").Except(received.Keys.Select(path => $"{path}.verified.cs")));
    }

    private static void Compare(string path, string received)
    {
        string verified = File.Exists($"{path}.verified.cs") ? File.ReadAllText($"{path}.verified.cs") : "";
        File.Delete($"{path}.received.cs");
        if (received == verified) return;

        File.WriteAllText($"{path}.received.cs", received);
        Assert.Fail($"{path}.received.cs differs from what was verified:\n{UnidiffRenderer.GenerateUnidiff(verified, received)}");
    }

    private static string WithoutVersion(string text) => Version().Replace(text, "$1{version}$2");

    [GeneratedRegex("""(GeneratedCode\("Zzz.Generators", ")[^"]*("\))""")]
    private static partial Regex Version();
}
