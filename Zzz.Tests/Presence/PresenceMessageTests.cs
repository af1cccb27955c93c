using System.Text;
using Xunit;
using Zzz.Presence.Replicas;

namespace Zzz.Tests.Presence;

public class PresenceMessageTests
{
    private static readonly PresenceMessage Message = new(PresenceMessageKind.State, "Zürich/東京")
    {
        Round = 3,
        Base = long.MaxValue,
        Version = 1L << 40,
        Part = 7,
        IsLast = true,
        IsLingering = true,
        AsksVersions = true,
        Joins = [new PresenceEntry("Zürich/東京", "größe", "n.1", [1, 2, 3]), new PresenceEntry("Zürich/東京", "", "n.2", [])],
        Leaves = ["n.3", ""],
        OnBehalfOf = "n",
    };

    [Fact]
    public void What_is_written_is_read()
    {
        PresenceMessage read = PresenceMessage.Read(Message.Write())!;
        Assert.Equivalent(Message, read, strict: true);
        foreach (PresenceMessageKind kind in Enum.GetValues<PresenceMessageKind>())
            Assert.Equal(kind, PresenceMessage.Read(new PresenceMessage(kind, "").Write())!.Kind);
    }

    [Fact]
    public void The_form_on_the_wire_is_one_that_other_versions_know()
    {
        var change = new PresenceMessage(PresenceMessageKind.Change, "ab")
        {
            Base = 1,
            Version = 2,
            Joins = [new PresenceEntry("ab", "k", "r", [9])],
            Leaves = ["l"],
        };
        const string Header = "00 00 0200 00000000 0000000000000000 0100000000000000 0200000000000000";
        const string Rest = "6162 01000000 01000000 6B 01000000 72 01000000 09 01000000 01000000 6C 00000000";
        Assert.Equal((Header + Rest).Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(change.Write()));
    }

    [Fact]
    public void A_message_that_is_cut_short_or_too_long_is_malformed()
    {
        byte[] whole = Message.Write();
        for (int size = 0; size < whole.Length; size++) Assert.Null(PresenceMessage.Read(whole.AsSpan(0, size)));
        Assert.Null(PresenceMessage.Read([.. whole, 0]));
        Assert.Null(PresenceMessage.Read(Encoding.UTF8.GetBytes("{\"Kind\":0,\"Node\":\"x\",\"Version\":1,\"Joins\":[null],\"Leaves\":[]}")));
    }

    [Fact]
    public void Whatever_comes_is_read_or_malformed()
    {
        var random = new Random(1);
        byte[] whole = Message.Write();
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. whole];
            for (int changes = random.Next(1, 4); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (PresenceMessage.Read(bytes) is { } read) Assert.NotNull(PresenceMessage.Read(read.Write()));
        }
    }
}
