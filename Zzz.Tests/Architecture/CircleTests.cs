using Xunit;

namespace Zzz.Tests.Architecture;

/// <summary>Limits the number of files that depend on each other in a circle.</summary>
public class CircleTests
{
    private const int WidestCircle = 5;
    private const int LargestRoom = 20;

    [Fact]
    public void No_circle_has_more_than_five_files()
    {
        IEnumerable<string> wide = from circle in Circles.Among(Edges())
                                   where circle.Count > WidestCircle
                                   select string.Join(" ", circle.Order(StringComparer.Ordinal));
        LadderTests.AssertNone(wide);
    }

    [Fact]
    public void No_circle_crosses_rooms()
    {
        IEnumerable<string> crossing = from circle in Circles.Among(Edges())
                                       where circle.Select(Path.GetDirectoryName).Distinct().Count() > 1
                                       select string.Join(" ", circle.Order(StringComparer.Ordinal));
        LadderTests.AssertNone(crossing);
    }

    [Fact]
    public void No_room_has_more_than_twenty_files()
    {
        IEnumerable<string> large = from file in RuntimeSources.Compilation.SyntaxTrees.Select(tree => tree.FilePath).Where(LadderTests.IsWrittenByHand)
                                    group file by Path.GetDirectoryName(file) into room
                                    where room.Count() > LargestRoom
                                    select $"{room.Key}: {room.Count()}";
        LadderTests.AssertNone(large);
    }

    [Fact]
    public void A_circle_is_found_and_a_chain_is_not()
    {
        ILookup<string, string> edges = new[] { ("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e") }.ToLookup(edge => edge.Item1, edge => edge.Item2);
        Assert.Equal(["a", "b", "c"], Assert.Single(Circles.Among(edges)).Order(StringComparer.Ordinal));
    }

    private static ILookup<string, string> Edges() =>
        References.In(RuntimeSources.Compilation, LadderTests.IsWrittenByHand)
            .Where(reference => reference.TypeFile is { } file && file != reference.File && LadderTests.IsWrittenByHand(file))
            .Select(reference => (reference.File, To: reference.TypeFile!))
            .Distinct()
            .ToLookup(edge => edge.File, edge => edge.To);
}
