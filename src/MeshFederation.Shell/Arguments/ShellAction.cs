namespace MeshFederation.Shell.Arguments;

/// <summary>What the command line asks for.</summary>
internal enum ShellAction
{
    /// <summary>Run a script file.</summary>
    File,

    /// <summary>Run the text of the command line.</summary>
    Command,

    /// <summary>Run the script that standard input holds.</summary>
    StandardInput,

    /// <summary>Say how the program is used.</summary>
    Help,

    /// <summary>Say the versions.</summary>
    Version,
}
