namespace Zzz.Channels.Wire;

/// <summary>The topic and the events that are reserved for the protocol.</summary>
internal static class ReservedNames
{
    public static ReadOnlySpan<byte> Topic => "phoenix"u8;

    public static ReadOnlySpan<byte> Heartbeat => "heartbeat"u8;

    public static ReadOnlySpan<byte> Join => "phx_join"u8;

    public static ReadOnlySpan<byte> Leave => "phx_leave"u8;

    public static ReadOnlySpan<byte> Reply => "phx_reply"u8;

    public static ReadOnlySpan<byte> Close => "phx_close"u8;

    public static ReadOnlySpan<byte> Error => "phx_error"u8;

    public static ReadOnlySpan<byte> Gap => "zzz_gap"u8;
}
