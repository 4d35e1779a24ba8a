using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that plan services and nothing else.</summary>
public abstract class ServiceCommand : CollectingCommand
{
    /// <summary>The services.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Services of New-MeshServiceEntry.")]
    [AllowEmptyCollection]
    [MayBeEmpty]
    [ServiceArgument]
    public MeshService[] InputObject { get; set; } = [];

    /// <inheritdoc />
    protected override void Process() => Collect(InputObject.Sound());
}
