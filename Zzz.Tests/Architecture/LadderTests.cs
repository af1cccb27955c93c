using Microsoft.CodeAnalysis;
using Xunit;

namespace Zzz.Tests.Architecture;

/// <summary>Checks the dependency ladder, symbol by symbol.</summary>
public class LadderTests
{
    /// <summary>The error for a partial method whose body a generator of the SDK writes.</summary>
    private const string PartialWithoutBody = "CS8795";

    [Fact]
    public void The_sources_of_the_runtime_keep_to_the_ladder() =>
        AssertNone(Violations(RuntimeSources.Compilation, IsWrittenByHand));

    /// <summary>Whether a file is written by hand, unlike the usings of the test and the code from the JSON generator.</summary>
    internal static bool IsWrittenByHand(string path) =>
        path.Contains('/', StringComparison.Ordinal) && !path.EndsWith(".g.cs", StringComparison.Ordinal);

    [Fact]
    public void The_sources_compile_so_that_every_symbol_is_seen() =>
        Assert.Empty(RuntimeSources.Compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != PartialWithoutBody));

    [Theory]
    [InlineData("Protocol/Planted.cs", "class Planted { Zzz.Connection.Sending.SendGate? gate; }", "up the ladder")]
    [InlineData("Deflate/Deflating/Planted.cs", "class Planted { object? x = typeof(Zzz.Handshake.AcceptKey); }", "up the ladder")]
    [InlineData("Handshake/Planted.cs", "class Planted { List<Zzz.CompilerServices.WsSession>? sessions; }", "up the ladder")]
    [InlineData("Connection/Planted.cs", "class Planted { object x = Zzz.Hosting.Refusing.UpgradeRefusal.Key.Text; }", "up the ladder")]
    [InlineData("Dispatch/Planted.cs", "using Gate = Zzz.Connection.Sending.SendGate; class Planted { Gate? gate; }", "up the ladder")]
    [InlineData("Connection/Planted.cs", "class Planted { Microsoft.AspNetCore.Http.HttpContext? context; }", "ASP.NET Core")]
    [InlineData("Handshake/Planted.cs", "class Planted { string Of(object o) => ((dynamic)o).Type + Microsoft.AspNetCore.Http.StatusCodes.Status200OK; }", "ASP.NET Core")]
    [InlineData("Connection/Planted.cs", "class Planted { System.IO.Pipelines.Pipe? pipe; }", "a pipe or stream")]
    [InlineData("Protocol/Planted.cs", "class Planted { int Size() { var memory = new MemoryStream(); return (int)memory.Length; } }", "a pipe or stream")]
    [InlineData("Hosting/Planted.cs", "class Planted { Stream? stream; }", "a pipe or stream")]
    [InlineData("Protocol/Planted.cs", "class Planted { ValueTask Run() => default; }", "more than bytes in and bytes out")]
    [InlineData("Protocol/Planted.cs", "class Planted { void Log(Microsoft.Extensions.Logging.ILogger<Planted> logger) { } }", "more than bytes in and bytes out")]
    [InlineData("Protocol/Planted.cs", "class Planted { long Now() => TimeProvider.System.GetTimestamp(); }", "more than bytes in and bytes out")]
    [InlineData("Elsewhere/Planted.cs", "class Planted { string? text; }", "a room that the ladder does not know")]
    public void A_planted_violation_is_found(string path, string source, string rule) =>
        Assert.Contains(ViolationsOf(path, source), violation => violation.StartsWith($"{path}(1): {rule}", StringComparison.Ordinal));

    [Theory]
    [InlineData("Hosting/Planted.cs", "class Planted { Zzz.Protocol.FrameHeader? header; Microsoft.AspNetCore.Http.HttpContext? context; }")]
    [InlineData("Transport/Planted.cs", "class Planted { Stream? stream; System.IO.Pipelines.Pipe? pipe; Zzz.Connection.Ports.ITransport? transport; }")]
    [InlineData("Connection/Planted.cs", "class Planted { Task? task; TimeProvider? time; Zzz.CompilerServices.WsSession? session; }")]
    public void What_is_allowed_is_not_found(string path, string source) =>
        Assert.Empty(ViolationsOf(path, source));

    /// <summary>Asserts that there are no violations, and lists them if there are.</summary>
    internal static void AssertNone(IEnumerable<string> violations)
    {
        string all = string.Join('\n', violations);
        Assert.True(all.Length == 0, all);
    }

    private static List<string> ViolationsOf(string path, string source) => Violations(RuntimeSources.With(path, source), file => file == path);

    private static List<string> Violations(Compilation compilation, Func<string, bool> files) =>
    [
        .. from reference in References.In(compilation, files)
           let rule = Ladder.BrokenBy(reference)
           where rule is not null
           select $"{reference.File}({reference.Line}): {rule}: {reference.TypeName}",
    ];
}
