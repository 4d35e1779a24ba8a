using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace MeshFederation.Tests.Hosting;

/// <summary>A screen whose text is kept.</summary>
internal sealed class CapturingScreen : PSHostUserInterface
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _progress = new();

    public CapturingScreen(int columns) => RawUI = new ScreenSize(columns);

    public string Text => _text.ToString();

    /// <summary>What progress said, which a terminal shows and takes away.</summary>
    public string Progress => _progress.ToString();

    public override PSHostRawUserInterface RawUI { get; }

    public override void Write(string value) => _text.Append(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => _text.Append(value).Append('\n');

    public override void WriteDebugLine(string message) => WriteLine(message);

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteProgress(long sourceId, ProgressRecord record) =>
        _progress.AppendJoin('\n', record.Activity, record.StatusDescription, record.CurrentOperation, "");

    public override void WriteVerboseLine(string message) => WriteLine(message);

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        Answer is null
            ? throw new NotSupportedException()
            : descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Answer(field.Name)), StringComparer.Ordinal);

    /// <summary>What is typed when a value is asked for.</summary>
    public Func<string, string>? Answer { get; set; }

    /// <summary>What is chosen of a question: gets it, and what Enter would choose.</summary>
    public Func<string, int, int>? Choose { get; set; }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        Choose is null ? throw new NotSupportedException() : Choose(message, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
            throw new NotSupportedException();

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
}
