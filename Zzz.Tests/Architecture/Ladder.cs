namespace Zzz.Tests.Architecture;

/// <summary>The rooms of Zzz.Runtime in order, and the types to which each may refer.</summary>
internal static class Ladder
{
    /// <summary>A room may use only itself and the rooms before it, so no circle crosses rooms.</summary>
    public static readonly string[] Rooms =
    [
        "Deflate", "Deflate/Inflating", "Deflate/Deflating/Matching", "Deflate/Deflating/Coding", "Deflate/Deflating",
        "Protocol", "Protocol/Lifetime",
        "Handshake",
        "Json",
        "Dispatch",
        "Telemetry",
        "Connection/Ports", "Connection/Timing", "Connection/Sending", "Connection/Closing", "Connection/Receiving", "Connection",
        "Transport/Epoll/Calls", "Transport/Epoll/Loops", "Transport/Epoll", "Transport",
        "Cluster/Messages", "Cluster/Logs", "Cluster",
        "PubSub",
        "Channels/Wire", "Channels/Patterns", "Channels/History", "Channels/Sending", "Channels/Contract", "Channels/Routing", "Channels/Members", "Channels/Receiving",
        "Presence/Replicas", "Presence",
        "Hosting/Lifetime", "Hosting/Refusing", "Hosting/Binding", "Hosting/Upgrading", "Hosting/Mapping", "Hosting/Script", "Hosting/Sockets", "Hosting",
    ];

    /// <summary>The file that may use a stream, because it reads a resource rather than a connection.</summary>
    private const string ReadsItsOwnAssembly = "Hosting/Script/EmbeddedFile.cs";

    /// <summary>Returns the rule that a reference breaks, or <see langword="null"/> if it breaks none.</summary>
    public static string? BrokenBy(Reference reference)
    {
        int step = Array.IndexOf(Rooms, reference.Room);
        if (step < 0) return "a room that the ladder does not know";
        if (reference.TypeRoom is { } target && Array.IndexOf(Rooms, target) > step) return "up the ladder";
        string hall = reference.Room.Split('/')[0];
        if (hall is not ("Hosting" or "Transport") && reference.IsIn("Microsoft.AspNetCore")) return "ASP.NET Core";
        if (hall != "Transport" && reference.File != ReadsItsOwnAssembly && (reference.IsIn("System.IO.Pipelines") || reference.Is("System.IO.Stream"))) return "a pipe or stream";
        return hall is "Protocol" or "Deflate" && NeedsAnOutside(reference) ? "more than bytes in and bytes out" : null;
    }

    private static bool NeedsAnOutside(Reference reference) =>
        reference.IsIn("System.Threading.Tasks") || reference.IsIn("Microsoft.Extensions.Logging") || reference.Is("System.TimeProvider");
}
