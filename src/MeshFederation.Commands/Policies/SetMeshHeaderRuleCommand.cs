using System.Collections;
using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets what becomes of the headers of requests to a service, and of its answers; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshHeaderRule", HelpUri = HelpLink.Base + "Set-MeshHeaderRule.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshHeaderRuleCommand : RoutePolicyCommand
{
    /// <summary>Headers that requests get in the place of what they had, by name.</summary>
    [Parameter]
    [HeaderArgument]
    public Hashtable? RequestSet { get; set; }

    /// <summary>Headers that requests get beside what they had, by name.</summary>
    [Parameter]
    [HeaderArgument]
    public Hashtable? RequestAdd { get; set; }

    /// <summary>Headers that are taken off requests.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? RequestRemove { get; set; }

    /// <summary>Headers that answers get in the place of what they had, by name.</summary>
    [Parameter]
    [HeaderArgument]
    public Hashtable? ResponseSet { get; set; }

    /// <summary>Headers that answers get beside what they had, by name.</summary>
    [Parameter]
    [HeaderArgument]
    public Hashtable? ResponseAdd { get; set; }

    /// <summary>Headers that are taken off answers.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ResponseRemove { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("headerRule");
}
