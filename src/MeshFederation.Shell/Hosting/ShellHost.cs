using System.Globalization;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using MeshFederation.Shell.Prompting;

namespace MeshFederation.Shell.Hosting;

/// <summary>The host of the engine: who it is, its culture, and how a script ends it.</summary>
internal sealed class ShellHost : PSHost
{
    private readonly NestedPrompt _nested;

    public ShellHost(Terminal terminal, CancellationToken stop)
    {
        var lines = new LineReader(terminal, stop);
        Screen = new ShellScreen(terminal, lines);
        _nested = new NestedPrompt(this, lines);
    }

    public ShellScreen Screen { get; }

    /// <summary>The runspace that nested prompts run in.</summary>
    public Runspace? Runspace { get; set; }

    /// <summary>What the script has given to <c>exit</c>; null as long as it has not.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "MeshFederation.Shell";

    public override PSHostUserInterface UI => Screen;

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version ?? new Version(0, 0);

    public override void SetShouldExit(int exitCode)
    {
        ExitCode ??= exitCode;
        _nested.Exit();
    }

    public override void EnterNestedPrompt() => _nested.Enter();

    public override void ExitNestedPrompt() => _nested.Exit();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
