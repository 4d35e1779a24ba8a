using System.Management.Automation;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Reporting;
using MeshFederation.Model.Access;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Plans;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Sorts what is put into a report: findings, live checks, what callers reach, who trusts whom, plans or the changes that publishing
/// gives, and errors.
/// </summary>
internal sealed class ReportInput
{
    private const string UnknownAdvice = "See to it that all is read that decides, and compare again.";

    private const string UnguardedAdvice = "Compare-MeshAccess -Live shows every caller.";

    private readonly List<MeshFinding> _findings = [];
    private readonly List<MeshChange> _changes = [];
    private readonly List<MeshCheck> _checks = [];
    private readonly List<UnreadCluster> _unread = [];
    private readonly List<MeshAccess> _access = [];
    private readonly List<MeshTrust> _trust = [];
    private readonly List<MeshIdentityChange> _identity = [];
    private readonly List<ReportError> _errors = [];
    private readonly HashSet<(string, string)> _said = [];
    private bool _isGiven;

    /// <summary>The report of what came.</summary>
    /// <param name="folder">The whole path of the folder that files are named relative to.</param>
    public MeshReport Report(string folder) => ReportOfModule.Make(folder) with
    {
        Findings = [.. _findings],
        Changes = [.. _changes],
        Checks = [.. _checks],
        Unread = [.. _unread],
        Access = [.. _access],
        Trust = [.. _trust],
        Identity = [.. _identity],
        Errors =
        [
            .. _isGiven || _errors.Count > 0 ? _errors : [ReportError.OfNothing], .. Widenings.Errors(_access).Select(ReportError.Of),
        ],
    };

    public void Add(PSObject? item)
    {
        _isGiven |= item?.BaseObject is not null;
        switch (item?.BaseObject)
        {
            // A variable that holds what an analysis found holds nothing when it found nothing.
            case null: break;
            case MeshFinding finding: _findings.Add(finding); break;
            case MeshChange change: _changes.Add(change); break;
            case MeshAccess access: _access.Add(access); break;
            case MeshTrust trust: _trust.Add(trust); break;
            case MeshIdentityChange change: _identity.Add(change); break;
            case MeshCheck check: _checks.Add(check); break;
            case ErrorRecord error: Add(error); break;
            case MeshPlan plan:
                _changes.AddRange(plan.Changes);
                _unread.AddRange(plan.Unread);
                foreach (var error in Widenings.Errors(plan.Widening)) Add(error);
                AddAccess(plan);
                _findings.AddRange(plan.Danger.Where(finding => !_findings.Contains(finding)));
                break;
            default:
                throw new MeshException(
                    MeshErrorId.InputInvalid,
                    MeshErrorKind.InvalidArgument,
                    $"'{item}' is neither a finding nor a live check, a plan, a change, what callers reach, who trusts whom, or an error.",
                    "Pipe in what Test-MeshFederation, Test-MeshIdentity, Compare-MeshFederation, Compare-MeshAccess or "
                        + "Publish-MeshFederation gives.",
                    item);
        }
    }

    public void Add(ReportError error) => _errors.Add(error);

    /// <summary>What a plan opens, or may, and refuses nobody; a command and its plan say it once.</summary>
    public void AddAccess(MeshPlan plan)
    {
        _errors.AddRange(plan.UnknownAccess.Where(text => _said.Add((plan.Name, text)))
            .Select(text => new ReportError(MeshErrorId.AccessUnknown, text, UnknownAdvice, plan.Name)));
        _findings.AddRange(plan.OpenAccess.Where(text => _said.Add((plan.Name, text)))
            .Select(text => new MeshFinding(MeshAccess.Unguarded, FindingSeverity.Warning, text, "", plan.Name, UnguardedAdvice)));
    }

    /// <summary>A command looked; that it found nothing is what it says.</summary>
    public void AddLook() => _isGiven = true;

    /// <summary>
    /// An error that says a finding or an object again, which the report has, is one all the same: what it ended did not come about.
    /// </summary>
    public void Add(MeshException exception) => Add(ReportError.Of(exception));

    private void Add(ErrorRecord error)
    {
        if (error.Exception is MeshException own)
        {
            Add(own);
        }
        else
        {
            Add(new ReportError(
                error.FullyQualifiedErrorId.Split(',')[0], error.ToString(), error.ErrorDetails?.RecommendedAction ?? "", ""));
        }
    }
}
