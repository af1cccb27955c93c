namespace Zzz.Tests.Architecture;

/// <summary>What each folder of Zzz.Runtime may refer to.</summary>
internal static class Ladder
{
    /// <summary>A folder uses only itself and what stands left of it.</summary>
    private static readonly string[] Folders =
        ["Deflate", "Protocol", "Handshake", "Json", "Dispatch", "Telemetry", "Connection", "Transport", "Cluster", "PubSub", "Channels", "Presence", "Hosting"];

    /// <summary>A resource is a stream, of no connection.</summary>
    private const string ReadsItsOwnAssembly = "Hosting/Script/EmbeddedFile.cs";

    /// <summary>The rule that a reference breaks, or <see langword="null"/>.</summary>
    public static string? BrokenBy(Reference reference)
    {
        int step = Array.IndexOf(Folders, reference.Folder);
        if (step < 0) return "a folder that the ladder does not know";
        if (reference.TypeFolder is { } target && Array.IndexOf(Folders, target) > step) return "up the ladder";
        if (reference.Folder is not ("Hosting" or "Transport") && reference.IsIn("Microsoft.AspNetCore")) return "ASP.NET Core";
        if (reference.Folder != "Transport" && reference.File != ReadsItsOwnAssembly && (reference.IsIn("System.IO.Pipelines") || reference.Is("System.IO.Stream"))) return "a pipe or stream";
        return reference.Folder is "Deflate" or "Protocol" && NeedsAnOutside(reference) ? "more than bytes in and bytes out" : null;
    }

    private static bool NeedsAnOutside(Reference reference) =>
        reference.IsIn("System.Threading.Tasks") || reference.IsIn("Microsoft.Extensions.Logging") || reference.Is("System.TimeProvider");
}
