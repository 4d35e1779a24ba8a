using System.Globalization;
using System.Management.Automation.Host;

namespace MeshFederation.Tests.Hosting;

/// <summary>A host whose screen is kept as text.</summary>
internal sealed class CapturingHost : PSHost
{
    private readonly CapturingScreen _screen;

    public CapturingHost(int columns) => _screen = new(columns);

    public string Text => _screen.Text;

    public CapturingScreen Screen => _screen;

    public override CultureInfo CurrentCulture => CultureInfo.GetCultureInfo("en-US");

    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Capturing";

    public override PSHostUserInterface UI => _screen;

    public override Version Version => new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
