using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Arguments;

/// <summary>Sorts what is piped into a report: findings, and plans or the changes that publishing gives.</summary>
internal sealed class ReportInput
{
    private readonly List<MeshFinding> _findings = [];
    private readonly List<MeshChange> _changes = [];

    public IReadOnlyList<MeshFinding> Findings => _findings;

    public IReadOnlyList<MeshChange> Changes => _changes;

    public void Add(PSObject? item)
    {
        switch (item?.BaseObject)
        {
            // A variable that holds what an analysis found holds nothing when it found nothing.
            case null: break;
            case MeshFinding finding: _findings.Add(finding); break;
            case MeshChange change: _changes.Add(change); break;
            case MeshPlan plan:
                _changes.AddRange(plan.Changes);
                _findings.AddRange(plan.Danger.Where(finding => !_findings.Contains(finding)));
                break;
            default:
                throw new MeshException(
                    MeshErrorId.InputInvalid,
                    MeshErrorKind.InvalidArgument,
                    $"'{item}' is neither a finding nor a plan nor a change.",
                    "Pipe in what Test-MeshFederation, Compare-MeshFederation or Publish-MeshFederation gives.",
                    item);
        }
    }
}
