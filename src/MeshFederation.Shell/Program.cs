using System.Text;
using MeshFederation.Shell.Arguments;
using MeshFederation.Shell.Running;

// YAML and names of other languages must arrive as they left, whatever the machine's code page.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
try
{
    var arguments = ArgumentReader.Read(args);
    if (arguments.Action is not (ShellAction.Help or ShellAction.Version)) return ShellRun.Run(arguments);
    await Console.Out.WriteLineAsync(arguments.Action == ShellAction.Help ? ShellText.Usage : ShellText.Version).ConfigureAwait(false);
    return ExitCodes.Success;
}
catch (UsageException exception)
{
    await Console.Error.WriteLineAsync($"MeshFederation.Shell: {exception.Message}").ConfigureAwait(false);
    return ExitCodes.Failure;
}
