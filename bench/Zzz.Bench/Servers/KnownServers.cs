using Zzz.Bench.Load;

namespace Zzz.Bench.Servers;

/// <summary>All servers that <c>compare</c> knows. In most scenarios, the others are compared with the first.</summary>
internal static class KnownServers
{
    private static readonly (string, string) InlineCompletions = ("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

    private static readonly string DotNet = Repository.Built("bench/peers/Zzz.Bench.Servers");
    private static readonly string Packages = Path.Combine(Repository.Root, "bench", "peers", "npm");

    public static Server[] All { get; } =
    [
        new("aspnetcore", "receive loop, one pooled buffer per connection", DotNet, "aspnetcore"),
        new("aspnetcore-zero-byte", "the same with zero-byte reads: no buffer while a connection waits", DotNet, "aspnetcore-zero-byte"),
        new("aspnetcore-tuned", "the receive loop with all settings of zzz-tuned", DotNet, "aspnetcore") { Options = ["tuned"], Environment = [InlineCompletions] },
        new("zzz", "defaults", DotNet, "zzz") { Events = new ChannelDialect() },
        new("zzz-tuned", "UseZzzTuning() (64 KiB blocks, inline scheduling), DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1", DotNet, "zzz")
        {
            Events = new ChannelDialect(),
            Options = ["tuned"],
            Environment = [InlineCompletions],
        },
        new("zzz-sockets", "UseZzzSockets()", DotNet, "zzz") { Events = new ChannelDialect(), Options = ["sockets"] },
        new("signalr", "JSON hub protocol", DotNet, "signalr") { Dialect = new SignalRDialect(), Events = new InvocationDialect(), Compresses = false },
        new("ws", "npm's ws on Node", "node", "--expose-gc", Path.Combine(Packages, "ws.mjs")) { CountsAllocations = false, Missing = MissingWs() },
        new("bun", "Bun.serve", Bun ?? "bun", Path.Combine(Packages, "bun.mjs")) { CountsAllocations = false, Missing = Bun is null ? NotInstalled : null },
    ];

    private static string NotInstalled => $"npm ci --prefix {Path.GetRelativePath(Repository.Root, Packages)}";

    /// <summary>The executable in the package, which the install script may or may not have copied to the package's own folder.</summary>
    private static string? Bun => ((string[])["bun/bin/bun.exe", "@oven/bun-linux-x64/bin/bun"])
        .Select(path => Path.Combine(Packages, "node_modules", path))
        .FirstOrDefault(File.Exists);

    private static string? MissingWs()
    {
        bool hasNode = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "node")));
        if (!hasNode) return "install Node";
        return Directory.Exists(Path.Combine(Packages, "node_modules", "ws")) ? null : NotInstalled;
    }
}
