using System.Globalization;
using System.Text;

namespace Zzz.Bench.History;

/// <summary>Compares a broadcast that is kept with one that is not, in process and without a network.</summary>
internal static class HistoryBenchmark
{
    private const int Members = 10_000;

    /// <summary>Whether each room has a history, and how many of every two members ask for positions.</summary>
    private static readonly (bool Keeps, int OfTwoWithPositions)[] Rooms = [(false, 0), (false, 0), (true, 0), (true, 1), (true, 2)];

    public static void Run(string[] args)
    {
        int rounds = args is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 60;
        Console.WriteLine(
            $"""
            Processor time of a broadcast to {Members:N0} members until the last of them has it, without a network: median of {rounds} interleaved
            rounds. Ratios to the first broadcast without a history in the same round: median (10th–90th percentile).

            | broadcast | no history, µs | no history, again | history, members without positions | history, half with positions | history, all with positions |
            | --- | --- | --- | --- | --- | --- |
            """);
        Room[] rooms = [.. Rooms.Select(room => new Room(room.Keeps))];
        for (int i = 0; i < Members; i++) // in turns, so that no room has a better place in memory than the others
            for (int room = 0; room < rooms.Length; room++) rooms[room].Join(i % 2 < Rooms[room].OfTwoWithPositions);
        foreach ((string size, int bytes) in (ReadOnlySpan<(string, int)>)[("256 B", 256), ("4 KiB", 4096)]) Print(size, bytes, rooms, rounds);
    }

    private static void Print(string size, int bytes, Room[] rooms, int rounds)
    {
        byte[] payload = Encoding.UTF8.GetBytes($"\"{new string('x', bytes - 2)}\"");
        Measurement[] measured = Interleaved.Run([.. rooms.Select(room => new Contender("", _ => room.Broadcast(payload)))], rounds);
        string ratios = string.Join(" | ", measured[1..].Select(kept => kept.RatioTo(measured[0])));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size} to {Members:N0} | {measured[0].Median:N0} | {ratios} |"));
    }
}
