using Xunit;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Tests.Transport.Epoll.Loops;

/// <summary>The table of descriptors.</summary>
public class LoopEntriesTests
{
    private readonly LoopEntries _entries = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(4_194_303)]
    public void An_entry_is_found_until_it_is_removed(int descriptor)
    {
        var entry = new Entry(descriptor);
        Assert.True(_entries.TryAdd(entry));
        Assert.Same(entry, _entries.Find(entry.Key));
        Assert.Equal([entry], _entries.All);
        _entries.Remove(entry);
        Assert.Null(_entries.Find(entry.Key));
    }

    [Fact]
    public void An_entry_is_not_found_by_the_key_of_an_earlier_one_with_the_same_descriptor()
    {
        Entry earlier = new(7), later = new(7);
        _entries.TryAdd(later);
        Assert.Null(_entries.Find(earlier.Key));
        Assert.Same(later, _entries.Find(later.Key));
    }

    [Fact]
    public void A_descriptor_beyond_the_table_is_refused() => Assert.False(_entries.TryAdd(new Entry(4_194_304)));

    private sealed class Entry(int descriptor) : LoopEntry(descriptor)
    {
        public override void OnReady(ReadyEvents events)
        {
        }

        public override void Abandon()
        {
        }
    }
}
