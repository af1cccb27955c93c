namespace Zzz.Testing.Channels;

/// <summary>The names that the channel protocol reserves.</summary>
internal static class ChannelWords
{
    public const string Join = "phx_join";
    public const string Leave = "phx_leave";
    public const string Reply = "phx_reply";
    public const string Close = "phx_close";
    public const string Error = "phx_error";
    public const string Phoenix = "phoenix";
    public const string Heartbeat = "heartbeat";
    public const string PresenceState = "presence_state";
    public const string PresenceDiff = "presence_diff";
}
