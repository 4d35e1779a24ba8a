using System.Management.Automation;
using MeshFederation.Clusters.Export;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands.Reporting;

/// <summary>
/// The report that a command writes of itself with -Report, also when it ends with an error. It hears what fails in the commands before it.
/// </summary>
internal sealed class RunReport
{
    private readonly ReportInput _input = new();
    private readonly string _folder;
    private readonly string _path;
    private readonly DocumentFile _file;
    private readonly bool _writes;
    private readonly IDisposable _listening;

    /// <summary>Looks whether the file may be written before anything else is done.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="writes">Whether the file is written; not with -WhatIf.</param>
    /// <exception cref="MeshException">It is no path of a file, or another program's file.</exception>
    public RunReport(MeshCommand command, string path, bool writes)
    {
        (_path, _writes) = (path, writes);
        _folder = command.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        _file = new(FileSystemPath.Resolve(command, path), ReportFormats.Mark(ReportChoice.OfFile(path)))
        {
            Otherwise = "Give -Report another path, or move that file away.",
        };
        _file.Plan(" ");
        _listening = MeshSession.Current.Reports.Add(_input);
    }

    /// <summary>What is put into it, which is said to it alone or to all that listen.</summary>
    public ReportInput Input => _input;

    public void Add(object item) => _input.Add(PSObject.AsPSObject(item));

    public void AddUnfinished() => _input.Add(ReportError.OfUnfinished);

    public void Add(MeshException exception) => _input.Add(exception);

    /// <summary>Writes the file; a command says so before it ends.</summary>
    /// <exception cref="MeshException">It cannot be written.</exception>
    public void Write()
    {
        var text = _input.Report(_folder).Write(ReportChoice.OfFile(_path));
        if (_writes && _file.Plan(text).Action != FileAction.Unchanged) _file.Write(text);
    }

    /// <summary>Hears no more.</summary>
    public void Close() => _listening.Dispose();
}
