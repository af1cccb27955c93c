namespace Zzz.Bench.Load;

/// <summary>Messages that consist of nothing but their content.</summary>
internal sealed class PlainDialect : Dialect
{
    public override bool HasBinary => true;

    public override byte[] Request(byte[] encoded, bool isText, bool publishes) => encoded;
}
