using MeshFederation.Help;

if (args is not [var pages, var output])
{
    await Console.Error.WriteLineAsync("usage: MeshFederation.Help <folder of the Markdown pages> <folder for the help files>")
        .ConfigureAwait(false);
    return 2;
}

var errors = HelpBuild.Run(pages, output);
foreach (var error in errors) await Console.Error.WriteLineAsync(error.ToString()).ConfigureAwait(false);
return errors.Count == 0 ? 0 : 1;
