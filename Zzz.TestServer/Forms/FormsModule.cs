namespace Zzz.TestServer.Forms;

/// <summary>Maps all controllers a second time, in the way an app maps those of a library.</summary>
[ZzzModule]
public static partial class FormsModule;
