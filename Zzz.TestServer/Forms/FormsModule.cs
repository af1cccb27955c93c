namespace Zzz.TestServer.Forms;

/// <summary>Maps all controllers once more, as an app maps those of a library.</summary>
[ZzzModule]
public static partial class FormsModule;
