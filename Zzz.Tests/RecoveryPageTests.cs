using Xunit;

namespace Zzz.Tests;

public sealed class RecoveryPageTests
{
    [Fact]
    public void The_helper_for_phoenix_js_is_the_one_that_is_tested() =>
        Assert.Contains($"```js\n{Read("e2e/phoenix-recovery.mjs")}```\n", Read("docs/recovery.md"), StringComparison.Ordinal);

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");
}
