using System.Collections;
using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that set a policy of a service; each gives a changed copy.</summary>
public abstract class PolicyCommand : MeshCommand
{
    /// <summary>The service.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ServiceArgument(IsSingle = true)]
    public MeshService InputObject { get; set; } = null!;

    /// <summary>The kind of policy.</summary>
    private protected abstract PolicyKind Kind { get; }

    /// <summary>What it shall hold for; several are several policies.</summary>
    private protected abstract IEnumerable<MeshPolicyScope> Scopes();

    /// <inheritdoc />
    private protected override bool NeedsInput => false;

    /// <inheritdoc />
    protected override void Process()
    {
        var values = MyInvocation.BoundParameters.Where(bound => Kind.Parameters.Contains(bound.Key, StringComparer.Ordinal))
            .ToDictionary(bound => bound.Key, bound => Plain(bound.Value), StringComparer.Ordinal);
        var service = Scopes().Aggregate(InputObject.Sound(), (changed, scope) => changed.WithPolicy(Kind.FromArguments(values, scope)));
        MeshSession.Current.Remember(service);
        WriteObject(service);
    }

    /// <summary>A value as it stands in a file, once it is known to be sound.</summary>
    private static object? Plain(object? value) => ArgumentMap.Unwrapped(value) switch
    {
        SwitchParameter flag => flag.IsPresent,
        Hashtable map => map.Sound(),
        int number => number.Sound(),
        var other => other,
    };
}
