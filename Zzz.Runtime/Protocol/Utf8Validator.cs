using System.Text.Unicode;

namespace Zzz.Protocol;

/// <summary>
/// Validates UTF-8 that arrives in pieces, which may end inside a character. Rejects the text at the first byte that proves it invalid (RFC 6455
/// §8.1, RFC 3629 §4).
/// </summary>
internal struct Utf8Validator
{
    /// <summary>How many bytes are still missing from the character that the last piece left open.</summary>
    private int _missing;

    /// <summary>The range for the next byte of the open character. Only the second byte of a character can have a narrower range than 80..BF.</summary>
    private byte _from;
    private byte _to;

    /// <summary>Whether no character is open.</summary>
    public readonly bool IsComplete => _missing == 0;

    /// <summary>Checks the next piece, and returns <see langword="false"/> if no valid text can start with the bytes so far.</summary>
    public bool TryAppend(ReadOnlySpan<byte> piece)
    {
        while (_missing > 0 && !piece.IsEmpty)
        {
            if (!TryContinue(piece[0])) return false;
            piece = piece[1..];
        }

        int open = OpenCharacterStart(piece);
        if (!Utf8.IsValid(piece[..open])) return false; // RFC 6455 §8.1
        if (open == piece.Length) return true;

        return TryBegin(piece[open]) && TryContinueAll(piece[(open + 1)..]);
    }

    private bool TryContinueAll(ReadOnlySpan<byte> bytes)
    {
        foreach (byte next in bytes)
            if (!TryContinue(next)) return false;
        return true;
    }

    private bool TryContinue(byte next)
    {
        if (next < _from || next > _to) return false; // RFC 3629 §4
        _missing--;
        (_from, _to) = (0x80, 0xBF);
        return true;
    }

    private bool TryBegin(byte lead)
    {
        _missing = lead switch
        {
            >= 0xC2 and <= 0xDF => 1,
            >= 0xE0 and <= 0xEF => 2,
            >= 0xF0 and <= 0xF4 => 3,
            _ => 0,
        };
        (_from, _to) = ((byte, byte))(lead switch
        {
            0xE0 => (0xA0, 0xBF), // RFC 3629 §4: no overlong form
            0xED => (0x80, 0x9F), // RFC 3629 §4: no surrogate
            0xF0 => (0x90, 0xBF), // RFC 3629 §4: no overlong form
            0xF4 => (0x80, 0x8F), // RFC 3629 §4: nothing over U+10FFFF
            _ => (0x80, 0xBF),
        });
        return _missing > 0;
    }

    /// <summary>Returns where the character starts that the piece may have cut off, or the piece's length if the piece ends with a whole character.</summary>
    private static int OpenCharacterStart(ReadOnlySpan<byte> piece)
    {
        for (int back = 1; back <= 3 && back <= piece.Length; back++)
        {
            byte value = piece[^back];
            if ((value & 0xC0) == 0x80) continue;
            return CharacterLength(value) > back ? piece.Length - back : piece.Length;
        }

        return piece.Length;
    }

    private static int CharacterLength(byte lead) => lead switch
    {
        < 0xC0 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };
}
