using System.Threading.Channels;

namespace Zzz.Tests.Redis;

/// <summary>Keeps what a backplane passes on.</summary>
internal sealed class RecordingHost : IBackplaneHost
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private readonly Channel<ReceivedMessage> _messages = Channel.CreateUnbounded<ReceivedMessage>();
    private readonly Channel<byte[]> _nodeMessages = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<string> _states = Channel.CreateUnbounded<string>();

    public string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The number of messages that have arrived and were not taken.</summary>
    public int Waiting => _messages.Reader.Count;

    /// <summary>Called for each message on a topic.</summary>
    public Action<string>? OnReceived { get; set; }

    public async Task<ReceivedMessage> NextAsync() => await _messages.Reader.ReadAsync().AsTask().WaitAsync(Guard);

    /// <summary>Takes a number of messages.</summary>
    public async Task<ReceivedMessage[]> NextAsync(int count)
    {
        var messages = new ReceivedMessage[count];
        for (int i = 0; i < count; i++) messages[i] = await NextAsync();
        return messages;
    }

    public async Task<byte[]> NextNodeMessageAsync() => await _nodeMessages.Reader.ReadAsync().AsTask().WaitAsync(Guard);

    /// <summary>Waits for "interrupted" or "restored".</summary>
    public async Task<string> NextStateAsync() => await _states.Reader.ReadAsync().AsTask().WaitAsync(Guard);

    /// <summary>Waits until an outage is over, which has begun or is about to.</summary>
    public async Task OutageAsync()
    {
        while (await NextStateAsync() != "restored")
        {
        }
    }

    public void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position)
    {
        OnReceived?.Invoke(topic);
        _messages.Writer.TryWrite(new ReceivedMessage(topic, message.ToArray(), position));
    }

    public void ReceivedByNode(ReadOnlyMemory<byte> message) => _nodeMessages.Writer.TryWrite(message.ToArray());

    public void Interrupted(Exception? why) => _states.Writer.TryWrite("interrupted");

    public void Restored() => _states.Writer.TryWrite("restored");
}
