namespace Zzz.Testing.Channels;

/// <summary>A message of the server, whatever the form in which it came. A reply's payload is its response.</summary>
internal sealed record ServerMessage(string? JoinRef, string? Ref, string Topic, string Event, ChannelTestPayload Payload, string? Status = null)
{
    /// <summary>Whether it goes to all on the topic; <see langword="null"/> if its form does not tell.</summary>
    public bool? IsBroadcast { get; init; }

    public bool IsReply => Status is not null;

    public bool IsEnd => Event is ChannelWords.Close or ChannelWords.Error;

    public bool IsPresence => Event is ChannelWords.PresenceState or ChannelWords.PresenceDiff;

    /// <summary>The message in words.</summary>
    public string Describe() => IsEnd ? Event : IsReply ? $"the {Status} {Payload}" : $"{Kind} \"{Event}\" {Payload}";

    private string Kind => IsBroadcast switch
    {
        true => "the broadcast",
        false => "the push",
        null => "the event",
    };
}
