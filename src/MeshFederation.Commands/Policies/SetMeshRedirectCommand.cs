using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets an answer that callers of a service make by themselves; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshRedirect", HelpUri = HelpLink.Base + "Set-MeshRedirect.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshRedirectCommand : RoutePolicyCommand
{
    /// <summary>The host to ask, perhaps with a port.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Authority { get; set; }

    /// <summary>The whole path to ask for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Path { get; set; }

    /// <summary>The path in the place of the beginning for which the match asks.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? PathPrefix { get; set; }

    /// <summary>The scheme to ask by: http or https.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SchemeCompleter))]
    public string? Scheme { get; set; }

    /// <summary>The port to ask at.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Port { get; set; }

    /// <summary>The status that says to ask elsewhere: 301 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Code { get; set; }

    /// <summary>The status of an answer in the place of the service's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Status { get; set; }

    /// <summary>The body of that answer.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Body { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("redirect");
}
