using System.Text;
using System.Text.Unicode;
using Xunit;
using Zzz.Channels.Wire;

namespace Zzz.Tests.Channels.Wire;

/// <summary>Whatever a client sends, reading never throws, and anything that is read is within the limits.</summary>
public class SerializerFuzzTests
{
    private const int Mutations = 20_000;

    private static readonly byte[][] Texts =
    [
        .. new[]
        {
            """["1","2","room:lobby","new_msg",{"body":"hi"}]""",
            """[null,null,"phoenix","heartbeat",[1,2.5e3,true,null,"\u00e9\ud83d\ude00"]]""",
            """{"topic":"room:lobby","event":"phx_join","payload":{"a":[{}]},"ref":"1"}""",
            """{"ref":null,"\u0074opic":"\"","event":"\\","payload":"\n"}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[] Pieces = [.. "[]{}\",:\\u0dD8nulltrue19eE+-. \n\t/*"u8, 0x00, 0x7F, 0x80, 0xC3, 0xA9, 0xFF];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mutated_text_is_read_or_refused(int version)
    {
        var random = new Random(version);
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = Mutated(Texts[random.Next(Texts.Length)], random);
            if (Utf8.IsValid(bytes)) Read(version, new WsMessage(WsMessageKind.Text, bytes)); // invalid UTF-8 never gets this far
        }
    }

    [Fact]
    public void Mutated_binary_is_read_or_refused()
    {
        var random = new Random(3);
        byte[] push = [0, 1, 2, 10, 4, .. "110room:lobbyfile"u8, 0xFF, 0x00];
        for (int i = 0; i < Mutations; i++) Read(2, new WsMessage(WsMessageKind.Binary, Mutated(push, random)));
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count + 1);
            byte piece = Pieces[random.Next(Pieces.Length)];
            if (at == bytes.Count || random.Next(3) == 0) bytes.Insert(at, piece);
            else if (random.Next(2) == 0) bytes[at] = piece;
            else bytes.RemoveAt(at);
        }

        return [.. bytes];
    }

    private static void Read(int version, WsMessage message)
    {
        ChannelSerializer serializer = version == 1 ? ChannelSerializer.V1 : ChannelSerializer.V2;
        if (!serializer.TryRead(message, out Envelope envelope)) return;
        foreach (ReadOnlyMemory<byte> name in new[] { envelope.JoinRef, envelope.Ref, envelope.Topic, envelope.Event })
            Assert.True(name.Length <= ChannelSerializer.MaxNameBytes && Utf8.IsValid(name.Span));
        if (!envelope.IsBinary) System.Text.Json.JsonDocument.Parse(envelope.Payload).Dispose();
    }
}
