namespace MeshFederation.Shell.Arguments;

/// <summary>
/// Reads the command line by pwsh's rules: names without regard to case, with one dash or two, as short as they stay clear; the first
/// word that is no option is a script, and all after it is the script's.
/// </summary>
internal static class ArgumentReader
{
    public static ShellArguments Read(IReadOnlyList<string> args)
    {
        var options = new ShellArguments { Action = ShellAction.Help };
        for (var i = 0; i < args.Count; i++)
        {
            var word = args[i];
            if (word == "-") return options with { Action = ShellAction.StandardInput, ScriptArguments = [.. args.Skip(i + 1)] };
            if (!word.StartsWith('-') && word != "/?") return File(options, args, i);
            switch (OptionNames.Find(word))
            {
                case "file": return File(options, args, Next(args, i));
                case "command": return Command(options, args, Next(args, i));
                case "help": return options with { Action = ShellAction.Help };
                case "version": return options with { Action = ShellAction.Version };
                case "noninteractive": options = options with { NonInteractive = true }; break;
                case "workingdirectory": options = options with { WorkingDirectory = args[i = Next(args, i)] }; break;
                case "executionpolicy": i = Next(args, i); break;
                case "noprofile" or "nologo": break;
                default: throw new UsageException($"There is no option '{word}'; -Help lists them. What a script is to be given comes after its name.");
            }
        }

        throw new UsageException("Nothing to run: give a script or -Command; -Help says more.");
    }

    private static ShellArguments File(ShellArguments options, IReadOnlyList<string> args, int index) => args[index] == "-"
        ? options with { Action = ShellAction.StandardInput, ScriptArguments = [.. args.Skip(index + 1)] }
        : options with { Action = ShellAction.File, Text = args[index], ScriptArguments = [.. args.Skip(index + 1)] };

    private static ShellArguments Command(ShellArguments options, IReadOnlyList<string> args, int index) => args[index] == "-"
        ? options with { Action = ShellAction.StandardInput, ScriptArguments = [.. args.Skip(index + 1)] }
        : options with { Action = ShellAction.Command, Text = string.Join(' ', args.Skip(index)) };

    private static int Next(IReadOnlyList<string> args, int index) =>
        index + 1 < args.Count ? index + 1 : throw new UsageException($"{args[index]} wants a value; -Help says which.");
}
