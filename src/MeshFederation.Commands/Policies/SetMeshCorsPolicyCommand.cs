using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets what pages of other sites may ask of a service in a browser; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshCorsPolicy", HelpUri = HelpLink.Base + "Set-MeshCorsPolicy.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshCorsPolicyCommand : RoutePolicyCommand
{
    /// <summary>The sites: <c>https://shop.example.com</c>, <c>prefix:https://shop.</c>, <c>regex:…</c>, <c>*</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The sites, as in https://shop.example.com.")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[] AllowOrigin { get; set; } = [];

    /// <summary>The methods by which they may ask.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HttpMethodCompleter))]
    public string[]? AllowMethod { get; set; }

    /// <summary>The headers that they may send.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? AllowHeader { get; set; }

    /// <summary>The headers of the answer that they may read.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ExposeHeader { get; set; }

    /// <summary>How long browsers may remember it, in whole seconds: <c>1h</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? MaxAge { get; set; }

    /// <summary>Whether they may send the user's cookies.</summary>
    [Parameter]
    public SwitchParameter AllowCredentials { get; set; }

    /// <summary>What becomes of the questions of other sites: Forward or Ignore.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(UnmatchedPreflightsCompleter))]
    public string? UnmatchedPreflights { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("corsPolicy");
}
