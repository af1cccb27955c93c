namespace Zzz.Generators.Text;

/// <summary>Counts the typing mistakes between two words.</summary>
internal static class EditDistance
{
    /// <summary>Returns the fewest letters to add, remove, replace, or swap with a neighbour. Case makes no difference.</summary>
    public static int Between(string one, string other)
    {
        (one, other) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        int[,] distances = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
                distances[i, j] = i == 0 ? j : j == 0 ? i : Fewest(distances, i, j, one, other);
        }

        return distances[one.Length, other.Length];
    }

    private static int Fewest(int[,] distances, int i, int j, string one, string other)
    {
        int replaced = distances[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        int addedOrDropped = Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1;
        bool swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return Math.Min(Math.Min(replaced, addedOrDropped), swapped ? distances[i - 2, j - 2] + 1 : int.MaxValue);
    }
}
