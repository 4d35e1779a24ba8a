using System.Management.Automation;
using MeshFederation.Shell.Hosting;

namespace MeshFederation.Shell.Prompting;

/// <summary>Asks for a user name, where none is known, and a password.</summary>
internal sealed class CredentialPrompt
{
    private readonly Terminal _terminal;
    private readonly LineReader _lines;

    public CredentialPrompt(Terminal terminal, LineReader lines) => (_terminal, _lines) = (terminal, lines);

    public PSCredential Ask(string? caption, string? message, string? userName)
    {
        _lines.Demand("a credential");
        _terminal.Introduce(caption, message);
        while (string.IsNullOrWhiteSpace(userName))
        {
            _terminal.Ask("User: ");
            userName = _lines.ReadLine("a user name");
        }

        _terminal.Ask($"Password for user {userName}: ");
        return new PSCredential(userName, _lines.ReadSecret("a password"));
    }
}
