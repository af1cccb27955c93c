namespace Zzz.TestServer.Forms;

/// <summary>A payload that is sent and received as JSON.</summary>
public sealed record Note(string Text, DayOfWeek? Day = null, int[]? Numbers = null);
