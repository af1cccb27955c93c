namespace Zzz.TestServer.Forms;

/// <summary>A payload for JSON.</summary>
public sealed record Note(string Text, DayOfWeek? Day = null, int[]? Numbers = null);
