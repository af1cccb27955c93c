namespace Zzz.Testing.Channels;

/// <summary>A message from the server, independent of the serializer. The payload of a reply is its response.</summary>
internal sealed record ServerMessage(string? JoinRef, string? Ref, string Topic, string Event, ChannelTestPayload Payload, string? Status = null)
{
    /// <summary>Whether the message is a broadcast; <see langword="null"/> if the serializer does not show it.</summary>
    public bool? IsBroadcast { get; init; }

    /// <summary>The place of a broadcast in the history of its topic; <see langword="null"/> if it has none.</summary>
    public long? Offset { get; init; }

    /// <summary>The position that follows the payload of a reply to a join, or of a gap; <see langword="null"/> if none does.</summary>
    public TopicPosition? At { get; init; }

    /// <summary>Whether the reply to a join says that what the client missed follows.</summary>
    public bool HasRecovered { get; init; }

    public bool IsReply => Status is not null;

    public bool IsEnd => Event is ChannelWords.Close or ChannelWords.Error;

    public bool IsPresence => Event is ChannelWords.PresenceState or ChannelWords.PresenceDiff;

    /// <summary>Describes the message, for exceptions.</summary>
    public string Describe() => IsEnd ? Event : IsReply ? $"the {Status} {Payload}" : $"{Kind} \"{Event}\" {Payload}";

    private string Kind => IsBroadcast switch
    {
        true => "the broadcast",
        false => "the push",
        null => "the event",
    };
}
