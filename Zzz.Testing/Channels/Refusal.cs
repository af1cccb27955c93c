using System.Text.Json;

namespace Zzz.Testing.Channels;

/// <summary>Recognizes and describes error replies, most of which are <c>{"reason":…}</c>.</summary>
internal static class Refusal
{
    public static string Describe(string? reason) => reason is null ? "an error" : $"the error \"{reason}\"";

    /// <summary>Whether a reply is an error with this reason, or any error if the reason is <see langword="null"/>.</summary>
    public static bool Is(ServerMessage reply, string? reason) =>
        reply.Status == "error" && (reason is null || reply.Payload.Says(JsonSerializer.SerializeToElement(new { reason })));
}
