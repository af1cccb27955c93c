using System.Text;

namespace Zzz.Tests.Redis;

/// <summary>A message that a backplane has passed on.</summary>
internal sealed record ReceivedMessage(string Topic, byte[] Message, TopicPosition? Position)
{
    public string Text => Encoding.UTF8.GetString(Message);
}
