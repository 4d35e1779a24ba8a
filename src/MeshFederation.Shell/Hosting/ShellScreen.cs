using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using MeshFederation.Shell.Prompting;

namespace MeshFederation.Shell.Hosting;

/// <summary>What the engine writes on and asks through.</summary>
internal sealed class ShellScreen : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
{
    private readonly Terminal _terminal;
    private readonly LineReader _lines;
    private readonly ChoicePrompt _choices;
    private readonly FieldPrompt _fields;
    private readonly CredentialPrompt _credentials;
    private bool _writesErrors;

    public ShellScreen(Terminal terminal, LineReader lines)
    {
        (_terminal, _lines) = (terminal, lines);
        _choices = new ChoicePrompt(terminal, lines);
        _fields = new FieldPrompt(terminal, lines);
        _credentials = new CredentialPrompt(terminal, lines);
    }

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawScreen();

    public override bool SupportsVirtualTerminal => _terminal.HasColour;

    /// <summary>Takes away what only mattered while the script ran.</summary>
    public void Finish() => _terminal.Dispose();

    /// <summary>Until it is disposed, all that is written is an error.</summary>
    public IDisposable ShowErrors()
    {
        _writesErrors = true;
        return new ErrorPeriod(this);
    }

    public override void Write(string value)
    {
        if (_writesErrors) _terminal.Error(value);
        else _terminal.Out(value);
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(Styled(ConsoleColors.Sequence(foregroundColor, backgroundColor), value));

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        Write(foregroundColor, backgroundColor, value);
        WriteLine("");
    }

    public override void WriteErrorLine(string value) => _terminal.Error(value + Environment.NewLine);

    public override void WriteDebugLine(string message) => WriteMessage(PSStyle.Instance.Formatting.Debug, "DEBUG: " + message);

    public override void WriteVerboseLine(string message) => WriteMessage(PSStyle.Instance.Formatting.Verbose, "VERBOSE: " + message);

    public override void WriteWarningLine(string message) => WriteMessage(PSStyle.Instance.Formatting.Warning, "WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _terminal.Progress(record);

    public override string ReadLine() => _lines.ReadLine("input");

    public override SecureString ReadLineAsSecureString() => _lines.ReadSecret("secret input");

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        _fields.Ask(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _choices.AskForOne(caption, message, choices, defaultChoice);

    public Collection<int> PromptForChoice(string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices) =>
        _choices.AskForSeveral(caption, message, choices, defaultChoices);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        _credentials.Ask(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        _credentials.Ask(caption, message, userName);

    private void WriteMessage(string style, string message) => _terminal.Error(Styled(style, message) + Environment.NewLine);

    private static string Styled(string style, string text) => style + text + PSStyle.Instance.Reset;

    private sealed class ErrorPeriod(ShellScreen screen) : IDisposable
    {
        public void Dispose() => screen._writesErrors = false;
    }
}
