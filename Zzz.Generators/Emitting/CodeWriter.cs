using System.Text;

namespace Zzz.Generators.Emitting;

/// <summary>Writes C# with indentation, so that the code of an emitter has the same shape as the code that it writes.</summary>
internal sealed class CodeWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Writes one line, or several lines with the same indentation.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
            _text.Append(' ', line.Length == 0 ? 0 : _indent).Append(line).Append('\n');
    }

    /// <summary>Writes a header and an opening brace. Disposing the result writes the closing brace.</summary>
    public Indentation Block(string header)
    {
        Line(header);
        Line("{");
        return Indent("}");
    }

    /// <summary>Indents the lines that follow, until the result is disposed.</summary>
    public Indentation Indent(string? closing = null)
    {
        _indent += IndentSize;
        return new Indentation(this, closing);
    }

    public override string ToString() => _text.ToString();

    /// <summary>An indented part of a text, which may end with a closing line.</summary>
    internal readonly struct Indentation(CodeWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer._indent -= IndentSize;
            if (closing is not null) writer.Line(closing);
        }
    }
}
