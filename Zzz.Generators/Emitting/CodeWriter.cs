using System.Text;

namespace Zzz.Generators.Emitting;

/// <summary>Writes C# with its indentation, so that the code of an emitter has the shape of what it emits.</summary>
internal sealed class CodeWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Writes one line, or several that are indented alike.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
            _text.Append(' ', line.Length == 0 ? 0 : _indent).Append(line).Append('\n');
    }

    /// <summary>Writes a header and an opening brace; disposing of the block writes the closing one.</summary>
    public Indentation Block(string header)
    {
        Line(header);
        Line("{");
        return Indent("}");
    }

    /// <summary>Indents what follows, until the indentation is disposed of.</summary>
    public Indentation Indent(string? closing = null)
    {
        _indent += IndentSize;
        return new Indentation(this, closing);
    }

    public override string ToString() => _text.ToString();

    /// <summary>The part of a text that stands further right; it may end with a closing line.</summary>
    internal readonly struct Indentation(CodeWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer._indent -= IndentSize;
            if (closing is not null) writer.Line(closing);
        }
    }
}
